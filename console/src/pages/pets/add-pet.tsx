import { unwrap } from '@petpact/api/client';
import { useNavigate } from 'react-router';
import { staffApi } from '../../app/api.ts';
import { useWrite } from '../../app/use-write.ts';
import { Page } from '../../components/page.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { PetForm } from './pet-form.tsx';
import { EMPTY_DRAFT, inputOf, type PetDraft } from './pet-input.ts';

/** A new pet. */
export default function AddPet() {
  const { t } = useTexts();
  const navigate = useNavigate();
  const add = useWrite({
    send: (draft: PetDraft, header) => unwrap(staffApi.POST('/shop/pets', { params: { header }, body: inputOf(draft) })),
    touches: ['pets'],
    done: () => t.pets.saved,
  });
  return (
    <Page title={t.pets.addTitle} back={{ to: '/pets', title: t.pets.title }}>
      <PetForm
        initial={EMPTY_DRAFT}
        busy={add.isPending}
        onSave={(draft) => add.mutate(draft, { onSuccess: ({ petId }) => navigate(`/pets/${petId}`) })}
        onCancel={() => navigate('/pets')}
      />
    </Page>
  );
}
