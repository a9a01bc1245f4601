import { LockOutlined, UserOutlined } from '@ant-design/icons';
import type { Schemas } from '@petpact/api/client';
import { Alert, Button, Form, Input } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { sayError } from '../../app/say-error.ts';
import type { WatchedSession } from '../../app/session.ts';
import { useWrite } from '../../app/use-write.ts';
import { BrandMark } from '../../components/brand-mark.tsx';
import { LanguageButton } from '../../components/language-button.tsx';
import { PawIcon } from '../../components/paw-icon.tsx';
import { useTexts } from '../../i18n/use-texts.ts';

interface Credentials {
  login: string;
  password: string;
}

interface LogInProps {
  title: string;
  text: string;
  product: string;
  session: WatchedSession;
  other: ReactNode;
  send(body: Credentials, headers: { 'Idempotency-Key': string }): Promise<Schemas['Session']>;
}

/** Name and password beside what the shop stands for. */
export const LogIn = ({ title, text, product, session, other, send }: LogInProps) => {
  const { t, language } = useTexts();
  const [failure, setFailure] = useState<Error>();
  useEffect(() => {
    document.title = `${title} · PetPact`;
  }, [title]);
  const logIn = useWrite({
    send: async (body: Credentials, headers) => session.write(await send(body, headers)),
    touches: [],
    onRefused: (error) => {
      setFailure(error);
      return true;
    },
  });
  return (
    <main className="login">
      <aside className="login-side" aria-hidden="true">
        <span className="login-paw">
          <PawIcon />
        </span>
        <div>
          <p className="login-motto">{t.login.motto}</p>
          <ul>
            {t.login.points.map((point) => (
              <li key={point}>{point}</li>
            ))}
          </ul>
        </div>
      </aside>
      <section className="login-main">
        <div className="login-language">
          <LanguageButton />
        </div>
        <div className="login-card">
          <p className="login-brand">
            <BrandMark size={36} />
            <span>
              <b>PetPact</b>
              <small>{product}</small>
            </span>
          </p>
          <h1>{title}</h1>
          <p className="soft">{text}</p>
          {failure && <Alert type="error" showIcon title={sayError(failure, language)} className="login-failure" />}
          <Form<Credentials>
            layout="vertical"
            requiredMark={false}
            size="large"
            onFinish={(values) => logIn.mutate(values)}
            onValuesChange={() => setFailure(undefined)}
          >
            <Form.Item name="login" label={t.login.login} rules={[{ required: true, whitespace: true, message: t.login.loginMissing }]}>
              <Input prefix={<UserOutlined aria-hidden="true" />} autoComplete="username" maxLength={100} autoFocus />
            </Form.Item>
            <Form.Item name="password" label={t.login.password} rules={[{ required: true, message: t.login.passwordMissing }]}>
              <Input.Password prefix={<LockOutlined aria-hidden="true" />} autoComplete="current-password" maxLength={100} />
            </Form.Item>
            <Button type="primary" htmlType="submit" block loading={logIn.isPending}>
              {t.login.submit}
            </Button>
          </Form>
          <p className="login-other">{other}</p>
        </div>
      </section>
    </main>
  );
};
