import { EditOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Tooltip } from 'antd';
import { useState } from 'react';
import { reading } from '../../app/queries.ts';
import { staffSession, useSession } from '../../app/session.ts';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { PolicyForm } from './policy-form.tsx';
import { PolicyView } from './policy-view.tsx';

/** The shop's policy, version by version; its owner may write the next one. */
export default function PolicyPage() {
  const { t } = useTexts();
  const [editing, setEditing] = useState(false);
  const policy = useQuery({ ...reading.policy(), refetchOnWindowFocus: !editing });
  const session = useSession(staffSession);
  const isOwner = session?.principal.roles.includes('owner') ?? false;
  return (
    <Page
      title={t.policy.title}
      text={t.policy.text}
      tag={policy.data && <StateTag tone="plain">{t.policy.version(policy.data.version)}</StateTag>}
      actions={
        policy.data &&
        !editing && (
          <Tooltip title={isOwner ? undefined : t.policy.ownerOnly}>
            <Button type="primary" icon={<EditOutlined aria-hidden="true" />} disabled={!isOwner} onClick={() => setEditing(true)}>
              {t.policy.edit}
            </Button>
          </Tooltip>
        )
      }
    >
      <Loaded reading={policy} rows={14}>
        {(one) => (editing ? <PolicyForm policy={one} onClose={() => setEditing(false)} /> : <PolicyView policy={one} />)}
      </Loaded>
    </Page>
  );
}
