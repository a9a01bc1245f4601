import { setLanguage, useTexts } from '@/i18n/language';
import { Tap } from '@/primitives/tap';

export const LanguageButton = () => {
  const { t, language } = useTexts();
  const other = language === 'zh' ? 'en' : 'zh';
  return (
    <Tap className="topbar-tool" label={`${t.me.language}: ${t.me.languages[other]}`} onTap={() => setLanguage(other)}>
      {language === 'zh' ? 'EN' : '中文'}
    </Tap>
  );
};
