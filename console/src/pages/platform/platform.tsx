import { LogoutOutlined } from '@ant-design/icons';
import type { Schemas } from '@petpact/api/client';
import { Button, Card, Layout, type TableProps } from 'antd';
import { Navigate } from 'react-router';
import { operatorApi } from '../../app/api.ts';
import { logOut } from '../../app/log-out.ts';
import { reading } from '../../app/queries.ts';
import { operatorSession, useSession } from '../../app/session.ts';
import { usePages } from '../../app/use-pages.ts';
import { BrandMark } from '../../components/brand-mark.tsx';
import { Code } from '../../components/code.tsx';
import { EmptyNote } from '../../components/empty-note.tsx';
import { LanguageButton } from '../../components/language-button.tsx';
import { Page } from '../../components/page.tsx';
import { PagedTable } from '../../components/paged-table.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import { useTexts } from '../../i18n/use-texts.ts';

/** The platform's area: all shops, for its operators. */
export default function Platform() {
  const { t } = useTexts();
  const session = useSession(operatorSession);
  if (!session) return <Navigate to="/platform" replace />;
  return (
    <Layout className="shell platform">
      <Layout.Header className="shell-header">
        <span className="shell-brand">
          <BrandMark size={34} />
          <span>
            <b>PetPact</b>
            <small>{t.platformProduct}</small>
          </span>
        </span>
        <span className="grow" />
        <LanguageButton />
        <span className="wide-only soft">{session.principal.displayName}</span>
        <Button type="text" icon={<LogoutOutlined aria-hidden="true" />} onClick={() => void logOut(operatorApi, operatorSession)}>
          {t.logOut}
        </Button>
      </Layout.Header>
      <Layout.Content>
        <Shops />
      </Layout.Content>
    </Layout>
  );
}

const Shops = () => {
  const { t } = useTexts();
  const words = t.platform;
  const pages = usePages('', (token) => reading.merchants(token));
  const columns: TableProps<Schemas['Merchant']>['columns'] = [
    {
      title: words.columns.name,
      key: 'name',
      render: (_, { name, slug }) => (
        <>
          <b>{name}</b>
          <small className="under">/s/{slug}</small>
        </>
      ),
    },
    { title: words.columns.city, dataIndex: 'city' },
    {
      title: words.columns.state,
      key: 'state',
      render: (_, { state }) => <StateTag tone={state === 'live' ? 'leaf' : 'plain'}>{words.states[state] ?? state}</StateTag>,
    },
    { title: words.columns.app, key: 'app', render: (_, { authAppId }) => <Code>{authAppId}</Code> },
    { title: words.columns.seller, key: 'seller', render: (_, { sellerId }) => <Code>{sellerId}</Code> },
    {
      title: words.columns.link,
      key: 'link',
      render: (_, { slug, name }) => (
        <a href={`/s/${slug}`} target="_blank" rel="noreferrer" aria-label={`${words.open} ${name}`}>
          {words.open}
        </a>
      ),
    },
  ];
  return (
    <Page title={words.title} text={words.text}>
      <Card className="list-card">
        <PagedTable
          label={words.title}
          pages={pages}
          columns={columns}
          rowKey={({ merchantId }) => merchantId}
          empty={<EmptyNote title={words.empty} text={words.emptyText} />}
        />
      </Card>
    </Page>
  );
};
