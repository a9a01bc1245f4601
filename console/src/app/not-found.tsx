import { Result } from 'antd';
import { Link } from 'react-router';
import { useTexts } from '../i18n/use-texts.ts';

export const NotFound = () => {
  const { t } = useTexts();
  return <Result status="info" title={t.states.notFound} subTitle={t.states.notFoundText} extra={<Link to="/">{t.states.home}</Link>} />;
};
