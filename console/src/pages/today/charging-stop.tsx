import { PoweroffOutlined } from '@ant-design/icons';
import { unwrap } from '@petpact/api/client';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Card, Popconfirm, Tooltip } from 'antd';
import { useState } from 'react';
import { staffApi } from '../../app/api.ts';
import { reading } from '../../app/queries.ts';
import { staffSession, useSession } from '../../app/session.ts';
import { useWrite } from '../../app/use-write.ts';
import { ReasonModal } from '../../components/reason-modal.tsx';
import { sayMoment } from '../../format/date.ts';
import { useTexts } from '../../i18n/use-texts.ts';

/** The shop's stop button: while it is pressed no charge begins. */
export const ChargingStop = () => {
  const { t, language } = useTexts();
  const words = t.ending.stop;
  const [asking, setAsking] = useState(false);
  const stop = useQuery(reading.chargingStop());
  const roles = useSession(staffSession)?.principal.roles ?? [];
  const press = useWrite({
    send: (reason: string, header) => unwrap(staffApi.POST('/shop/charging-stop', { params: { header }, body: { reason } })),
    touches: [],
    done: () => words.stopped,
  });
  const release = useWrite({
    send: (_: 'release', header) => unwrap(staffApi.POST('/shop/charging-stop/release', { params: { header } })),
    touches: [],
    done: () => words.released,
  });
  if (!stop.data) return null;
  const { stopped, reason, changedTime } = stop.data;
  const isOwner = roles.includes('owner');
  const mayPress = isOwner || roles.includes('manager');
  return (
    <Card title={words.title} size="small">
      {stopped ? (
        <>
          <Alert type="error" showIcon title={words.now} description={`${reason} · ${sayMoment(changedTime, language)}`} />
          <Popconfirm
            title={words.releaseAsk}
            description={words.releaseText}
            okText={words.release}
            cancelText={t.actions.cancel}
            onConfirm={() => release.mutate('release')}
          >
            <Tooltip title={isOwner ? undefined : words.ownerOnly}>
              <Button type="primary" block disabled={!isOwner} loading={release.isPending} style={{ marginTop: 12 }}>
                {words.release}
              </Button>
            </Tooltip>
          </Popconfirm>
        </>
      ) : (
        <>
          <p className="soft">{words.text}</p>
          <Tooltip title={mayPress ? undefined : words.managersOnly}>
            <Button danger block disabled={!mayPress} icon={<PoweroffOutlined aria-hidden="true" />} onClick={() => setAsking(true)}>
              {words.press}
            </Button>
          </Tooltip>
        </>
      )}
      <ReasonModal
        open={asking}
        title={words.press}
        text={words.pressText}
        label={words.reason}
        submit={words.press}
        danger
        busy={press.isPending}
        onClose={() => setAsking(false)}
        onSubmit={(text) => press.mutate(text, { onSuccess: () => setAsking(false) })}
      />
    </Card>
  );
};
