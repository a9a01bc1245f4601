import { TranslationOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { setLanguage, useTexts } from '../i18n/use-texts.ts';

export const LanguageButton = () => {
  const { t, language } = useTexts();
  return (
    <Button
      type="text"
      icon={<TranslationOutlined aria-hidden="true" />}
      aria-label={t.language}
      onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}
    >
      {t.languageShort}
    </Button>
  );
};
