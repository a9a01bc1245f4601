import { unwrap } from '@petpact/api/client';
import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { useNavigate, useParams } from 'react-router';
import { staffApi } from '../../app/api.ts';
import { reading } from '../../app/queries.ts';
import { useWrite } from '../../app/use-write.ts';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { PetForm } from './pet-form.tsx';
import { draftOf, inputOf, type PetDraft } from './pet-input.ts';

/** Changes a pet that is not adopted yet. */
export default function EditPet() {
  const { petId = '' } = useParams();
  const { t } = useTexts();
  const navigate = useNavigate();
  const pet = useQuery({ ...reading.pet(petId), refetchOnWindowFocus: false });
  const back = `/pets/${petId}`;
  const change = useWrite({
    send: (draft: PetDraft, header) =>
      unwrap(staffApi.PUT('/shop/pets/{petId}', { params: { path: { petId }, header }, body: inputOf(draft) })),
    touches: ['pets'],
    done: () => t.pets.saved,
  });
  return (
    <Page title={t.pets.editTitle(pet.data?.name ?? '')} back={{ to: back, title: pet.data?.name ?? t.actions.back }}>
      <Loaded reading={pet} rows={12}>
        {(one) =>
          one.state === 'adopted' ? (
            <Alert type="info" showIcon title={t.pets.adoptedNote} />
          ) : (
            <PetForm
              initial={draftOf(one)}
              held={one.state === 'held'}
              busy={change.isPending}
              onSave={(draft) => change.mutate(draft, { onSuccess: () => navigate(back) })}
              onCancel={() => navigate(back)}
            />
          )
        }
      </Loaded>
    </Page>
  );
}
