import { useQuery } from '@tanstack/react-query';
import { Avatar, Card } from 'antd';
import { reading } from '../../app/queries.ts';
import { staffSession, useSession } from '../../app/session.ts';
import { EmptyNote } from '../../components/empty-note.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import { useTexts } from '../../i18n/use-texts.ts';

/** Who works for the shop. */
export default function StaffPage() {
  const { t } = useTexts();
  const words = t.staff;
  const staff = useQuery(reading.staff());
  const me = useSession(staffSession)?.principal.id;
  return (
    <Page title={words.title} text={words.text}>
      <Loaded reading={staff}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyNote title={words.empty} text={words.emptyText} />
          ) : (
            <ul className="people">
              {items.map(({ staffId, login, displayName, roles }) => (
                <li key={staffId}>
                  <Card>
                    <Avatar size={44} aria-hidden="true">
                      {[...displayName][0]}
                    </Avatar>
                    <p>
                      <b>{displayName}</b> {staffId === me && <StateTag tone="brand">{words.you}</StateTag>}
                      <small>{login}</small>
                      <span>
                        {roles.map((role) => (
                          <StateTag key={role} tone={role === 'owner' ? 'sun' : 'plain'}>
                            {t.roles[role] ?? role}
                          </StateTag>
                        ))}
                      </span>
                    </p>
                  </Card>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Page>
  );
}
