import type { PointerEvent } from 'react';
import { useTexts } from '@/i18n/language';
import { PAD_ID, type Signature } from './use-signature';

/** Finger, pen and mouse alike: pointer events. */
export const SignaturePad = ({ signature }: { signature: Signature }) => {
  const { t } = useTexts();
  const at = (event: PointerEvent<HTMLCanvasElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  return (
    <div className="pad">
      <div className="pad-line" />
      <canvas
        id={PAD_ID}
        className="pad-canvas"
        role="img"
        aria-label={t.sign.pad}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          signature.begin(at(event));
        }}
        onPointerMove={(event) => signature.move(at(event))}
        onPointerUp={signature.end}
        onPointerCancel={signature.end}
      />
    </div>
  );
};
