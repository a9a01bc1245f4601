import Taro from '@tarojs/taro';
import { useCallback, useEffect, useRef, useState } from 'react';
import { platform } from '@/adapters/platform';
import type { SignatureCanvas } from '@/adapters/platform-port';

export const PAD_ID = 'signature';
const INK = '#1d1a17';
const LINE_PX = 3;
/** Sharp enough for print, and the PNG stays far below the contract's limit. */
const SCALE = 2;

interface Point {
  x: number;
  y: number;
}

/** A drawn signature: strokes go straight to the canvas, and `png` is what was drawn. */
export const useSignature = () => {
  const canvas = useRef<SignatureCanvas | undefined>(undefined);
  const last = useRef<Point | undefined>(undefined);
  const [empty, setEmpty] = useState(true);

  const prepare = useCallback(async () => {
    const target = await platform.signatureCanvas(PAD_ID);
    await new Promise<void>((resolve) => {
      Taro.createSelectorQuery()
        .select(`#${PAD_ID}`)
        .boundingClientRect((box) => {
          const { width, height } = box as { width: number; height: number };
          target.width = width * SCALE;
          target.height = height * SCALE;
          resolve();
        })
        .exec();
    });
    const pen = target.getContext('2d');
    if (pen) Object.assign(pen, { lineWidth: LINE_PX * SCALE, lineCap: 'round', lineJoin: 'round', strokeStyle: INK });
    canvas.current = target;
  }, []);

  useEffect(() => {
    Taro.nextTick(() => void prepare().catch(() => undefined));
  }, [prepare]);

  const draw = (from: Point, to: Point) => {
    const pen = canvas.current?.getContext('2d');
    if (!pen) return;
    pen.beginPath();
    pen.moveTo(from.x * SCALE, from.y * SCALE);
    pen.lineTo(to.x * SCALE, to.y * SCALE);
    pen.stroke();
  };

  return {
    empty,
    /** Where the pen is, in the pad's own pixels. */
    begin: (point: Point) => {
      last.current = point;
      draw(point, { x: point.x + 0.1, y: point.y });
      setEmpty(false);
    },
    move: (point: Point) => {
      if (!last.current) return;
      draw(last.current, point);
      last.current = point;
    },
    end: () => {
      last.current = undefined;
    },
    clear: () => {
      const pen = canvas.current?.getContext('2d');
      if (canvas.current && pen) pen.clearRect(0, 0, canvas.current.width, canvas.current.height);
      setEmpty(true);
    },
    png: () => (canvas.current?.toDataURL('image/png') ?? '').replace(/^data:image\/png;base64,/, ''),
  };
};

export type Signature = ReturnType<typeof useSignature>;
