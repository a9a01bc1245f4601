import { useQuery } from '@tanstack/react-query';
import { Card } from 'antd';
import { useParams } from 'react-router';
import { reading } from '../../app/queries.ts';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import { CONTRACT_TONES } from '../../components/tones.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { AgreementButton } from './agreement-button.tsx';
import { EndContract } from './end-contract.tsx';
import { Ended } from './ended.tsx';
import { Handover } from './handover.tsx';
import { Instalments } from './instalments.tsx';
import { Mandate } from './mandate.tsx';
import { Parcels } from './parcels.tsx';
import { Parties } from './parties.tsx';
import { PauseResume } from './pause-resume.tsx';
import { Standing } from './standing.tsx';
import { Story } from './story.tsx';
import { Terms } from './terms.tsx';

/** While the pet is still at the shop the handover comes first. */
const BEFORE_HOME: readonly string[] = ['signed', 'awaitingHandover'];

/** One adoption as a whole: what happens next, who and what, every period, every parcel, and its story. */
export default function ContractPage() {
  const { contractId = '' } = useParams();
  const { t } = useTexts();
  const words = t.contracts;
  const adoption = useQuery(reading.adoption(contractId));
  const contract = adoption.data?.contract;
  return (
    <Page
      title={contract ? `${contract.adopterName || words.one} · ${contract.pet.name}` : words.one}
      tag={contract && <StateTag tone={CONTRACT_TONES[contract.state]}>{words.states[contract.state]}</StateTag>}
      back={{ to: '/contracts', title: words.title }}
      actions={
        adoption.data &&
        contract && (
          <>
            <PauseResume contract={contract} />
            <EndContract adoption={adoption.data} />
            <AgreementButton contract={contract} />
          </>
        )
      }
    >
      <Loaded reading={adoption} rows={14}>
        {(one) => (
          <>
            <Standing adoption={one} />
            <div className="column">
              <Ended adoption={one} />
              {BEFORE_HOME.includes(one.contract.state) && <Handover contract={one.contract} />}
              <Card title={words.instalments} className="list-card">
                <Instalments instalments={one.plan?.instalments ?? []} />
              </Card>
              <div className="two-columns">
                <div className="column">
                  <Card title={words.parcels}>
                    <Parcels shipments={one.shipments} />
                  </Card>
                  <Card title={words.story}>
                    <Story adoption={one} />
                  </Card>
                </div>
                <div className="column">
                  <Parties contract={one.contract} points={one.points} />
                  {!BEFORE_HOME.includes(one.contract.state) && <Handover contract={one.contract} />}
                  <Terms contract={one.contract} />
                  <Mandate plan={one.plan} />
                </div>
              </div>
            </div>
          </>
        )}
      </Loaded>
    </Page>
  );
}
