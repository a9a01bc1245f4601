import {
  AuditOutlined,
  CarryOutOutlined,
  FileDoneOutlined,
  FormOutlined,
  InboxOutlined,
  ReadOutlined,
  SafetyCertificateOutlined,
  ShopOutlined,
  SlidersOutlined,
  SmileOutlined,
  TeamOutlined,
} from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Badge, Menu, type MenuProps } from 'antd';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'react-router';
import { BrandMark } from '../components/brand-mark.tsx';
import { useTexts } from '../i18n/use-texts.ts';
import { reading } from './queries.ts';

type Place = { path: string; icon: ReactNode; title: string; count?: number | undefined };

/** The places of the shop's console, with the number of applications that wait. */
export const ShellMenu = ({ narrow }: { narrow: boolean }) => {
  const { t } = useTexts();
  const { pathname } = useLocation();
  const { data: shop } = useQuery(reading.shop());
  const { data: today } = useQuery(reading.today());
  const item = ({ path, icon, title, count }: Place) => ({
    key: path,
    icon:
      narrow && count ? (
        <Badge dot offset={[-1, 12]}>
          {icon}
        </Badge>
      ) : (
        icon
      ),
    title,
    label: (
      <Link to={path}>
        {title}
        {count ? <span className="menu-count">{count}</span> : null}
      </Link>
    ),
  });
  const group = (title: string, places: Place[]) => ({
    type: 'group' as const,
    key: title,
    label: narrow ? '' : title,
    children: places.map(item),
  });
  const items: MenuProps['items'] = [
    item({ path: '/', icon: <CarryOutOutlined aria-hidden="true" />, title: t.nav.today }),
    group(t.nav.adoption, [
      { path: '/applications', icon: <FormOutlined aria-hidden="true" />, title: t.nav.applications, count: today?.underReview },
      { path: '/contracts', icon: <FileDoneOutlined aria-hidden="true" />, title: t.nav.contracts },
      { path: '/shipments', icon: <InboxOutlined aria-hidden="true" />, title: t.nav.shipments },
    ]),
    group(t.nav.shop, [
      { path: '/pets', icon: <SmileOutlined aria-hidden="true" />, title: t.nav.pets },
      { path: '/foods', icon: <ShopOutlined aria-hidden="true" />, title: t.nav.foods },
    ]),
    group(t.nav.money, [
      { path: '/ledger', icon: <ReadOutlined aria-hidden="true" />, title: t.nav.ledger },
      { path: '/policy', icon: <SlidersOutlined aria-hidden="true" />, title: t.nav.policy },
      { path: '/tiers', icon: <SafetyCertificateOutlined aria-hidden="true" />, title: t.nav.tiers },
    ]),
    group(t.nav.manage, [
      { path: '/staff', icon: <TeamOutlined aria-hidden="true" />, title: t.nav.staff },
      { path: '/audit', icon: <AuditOutlined aria-hidden="true" />, title: t.nav.audit },
    ]),
  ];
  const selected = pathname === '/' ? '/' : `/${pathname.split('/')[1]}`;
  return (
    <nav aria-label={t.menu}>
      <Link to="/" className="shell-brand" aria-label={t.nav.today}>
        <BrandMark size={narrow ? 34 : 36} />
        {!narrow && (
          <span>
            <b>{shop?.name ?? 'PetPact'}</b>
            <small>{t.product}</small>
          </span>
        )}
      </Link>
      <Menu mode="inline" inlineIndent={14} items={items} selectedKeys={[selected]} />
    </nav>
  );
};
