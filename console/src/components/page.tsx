import { ArrowLeftOutlined } from '@ant-design/icons';
import { type ReactNode, useEffect } from 'react';
import { Link } from 'react-router';
import { useTexts } from '../i18n/use-texts.ts';

interface PageFrame {
  title: string;
  text?: string;
  /** Beside the title: a state. */
  tag?: ReactNode;
  /** On the right: what can be done. */
  actions?: ReactNode;
  back?: { to: string; title: string };
  children: ReactNode;
}

/** A page's head and body; names the browser's tab. */
export const Page = ({ title, text, tag, actions, back, children }: PageFrame) => {
  const { t } = useTexts();
  useEffect(() => {
    document.title = `${title} · PetPact`;
  }, [title]);
  return (
    <div className="page">
      <header className="page-head">
        <div className="page-head-words">
          {back && (
            <Link to={back.to} className="page-back">
              <ArrowLeftOutlined aria-hidden="true" /> {back.title || t.actions.back}
            </Link>
          )}
          <h1>
            {title} {tag}
          </h1>
          {text && <p>{text}</p>}
        </div>
        {actions && <div className="page-actions">{actions}</div>}
      </header>
      {children}
    </div>
  );
};
