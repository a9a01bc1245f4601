import { StopOutlined } from '@ant-design/icons';
import type { Schemas } from '@petpact/api/client';
import { Button, Tooltip } from 'antd';
import { useState } from 'react';
import { staffSession, useSession } from '../../app/session.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { EndDialog } from './end-dialog.tsx';
import { canEnd, mayEnd } from './ending.ts';

/** Ends a contract before its time: for owner and managers. */
export const EndContract = ({ adoption }: { adoption: Schemas['Adoption'] }) => {
  const { t } = useTexts();
  const words = t.ending;
  const roles = useSession(staffSession)?.principal.roles ?? [];
  const [isOpen, setOpen] = useState(false);
  // Each opening begins anew: nothing is left of what was typed and shown before.
  const [round, setRound] = useState(0);
  if (!canEnd(adoption.contract)) return null;
  const isAllowed = mayEnd(roles);
  const open = () => {
    setRound(round + 1);
    setOpen(true);
  };
  return (
    <>
      <Tooltip title={isAllowed ? undefined : words.rolesOnly}>
        <Button danger icon={<StopOutlined aria-hidden="true" />} disabled={!isAllowed} onClick={open}>
          {words.action}
        </Button>
      </Tooltip>
      <EndDialog key={round} adoption={adoption} open={isOpen} onClose={() => setOpen(false)} />
    </>
  );
};
