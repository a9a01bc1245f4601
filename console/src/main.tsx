import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { forgetWithSession } from './app/log-out.ts';
import { applyPalette } from './app/palette.ts';
import { Providers } from './app/providers.tsx';
import { Routing } from './app/routing.tsx';
import { operatorSession, staffSession } from './app/session.ts';
import './app/console.css';

applyPalette(document.documentElement);
forgetWithSession(staffSession);
forgetWithSession(operatorSession);
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <Providers>
        <Routing />
      </Providers>
    </StrictMode>,
  );
}
