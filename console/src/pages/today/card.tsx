import { RightOutlined } from '@ant-design/icons';
import { Link } from 'react-router';
import { useTexts } from '../../i18n/use-texts.ts';
import type { TodayCard } from './today-cards.ts';

/** One count that leads to what it counts; nothing to do looks calm. */
export const Card = ({ card, value }: { card: TodayCard; value: number }) => {
  const { t } = useTexts();
  const words = t.today.cards[card.count];
  return (
    <Link to={card.to} className={`today-card ${value > 0 ? `today-card-${card.tone}` : ''}`} aria-label={`${words.title} ${value}`}>
      <span className="today-card-title">
        {words.title} <RightOutlined className="tiny" aria-hidden="true" />
      </span>
      <b>{value}</b>
      <small>{words.hint}</small>
    </Link>
  );
};
