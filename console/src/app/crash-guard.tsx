import { Button, Result } from 'antd';
import { Component, type ReactNode } from 'react';
import { useTexts } from '../i18n/use-texts.ts';

/** Keeps the frame standing when a page fails. Give it the page's address as its key, so that the next page begins anew. */
export class CrashGuard extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? <Crashed /> : this.props.children;
  }
}

const Crashed = () => {
  const { t } = useTexts();
  return (
    <Result
      status="error"
      title={t.states.crashed}
      subTitle={t.states.crashedText}
      extra={
        <Button type="primary" onClick={() => location.reload()}>
          {t.states.reload}
        </Button>
      }
    />
  );
};
