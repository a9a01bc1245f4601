import type { CanvasTouchEvent } from '@tarojs/components';
import { Canvas, View } from '@tarojs/components';
import { useTexts } from '@/i18n/language';
import { PAD_ID, type Signature } from './use-signature';

export const SignaturePad = ({ signature }: { signature: Signature }) => {
  const { t } = useTexts();
  const at = (event: CanvasTouchEvent) => event.touches[0] ?? { x: 0, y: 0 };
  return (
    <View className="pad">
      <View className="pad-line" />
      <Canvas
        id={PAD_ID}
        type="2d"
        className="pad-canvas"
        disableScroll
        aria-label={t.sign.pad}
        onTouchStart={(event) => signature.begin(at(event))}
        onTouchMove={(event) => signature.move(at(event))}
        onTouchEnd={signature.end}
        onTouchCancel={signature.end}
      />
    </View>
  );
};
