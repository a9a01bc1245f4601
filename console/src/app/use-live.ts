import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { type Area, areasOf, pauseBefore } from './live-areas.ts';
import { staffSession } from './session.ts';

/** Hints that come in this time are answered by one reading: a moving clock sends hundreds. Real time. */
const GATHER_MS = 1_500;

interface Told {
  onReady(): void;
  onAreas(areas: Set<Area>): void;
  onLost(): void;
}

/** Keeps one line to the gateway open until it is let go; says when it is open, what changed, and when it broke. */
const keepLine = ({ onReady, onAreas, onLost }: Told): (() => void) => {
  let socket: WebSocket | undefined;
  let failures = 0;
  let over = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let gathering: ReturnType<typeof setTimeout> | undefined;
  const gathered = new Set<Area>();

  const hear = (text: string) => {
    const { kind } = JSON.parse(text) as { kind: string };
    if (kind === 'ready') {
      failures = 0;
      return onReady();
    }
    for (const area of areasOf(kind)) gathered.add(area);
    gathering ??= setTimeout(() => {
      gathering = undefined;
      onAreas(new Set(gathered));
      gathered.clear();
    }, GATHER_MS);
  };
  const connect = () => {
    const token = staffSession.read()?.accessToken;
    if (over || !token) return;
    socket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/api/v1/live`);
    socket.onopen = () => socket?.send(JSON.stringify({ token }));
    socket.onmessage = ({ data }) => hear(String(data));
    socket.onclose = () => {
      if (over) return;
      onLost();
      timer = setTimeout(connect, pauseBefore(failures, Math.random()));
      failures += 1;
    };
  };
  connect();
  return () => {
    over = true;
    clearTimeout(timer);
    clearTimeout(gathering);
    socket?.close();
  };
};

/** Keeps the screen as fresh as the platform: hints make the touched queries read anew. True while the line is open. */
export const useLive = (): boolean => {
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  useEffect(() => {
    let wasLost = false;
    return keepLine({
      onReady: () => {
        setOpen(true);
        // What was said while nobody listened is not said again.
        if (wasLost) void client.invalidateQueries();
        wasLost = false;
      },
      onAreas: (areas) => {
        for (const area of areas) void client.invalidateQueries({ queryKey: [area] });
      },
      onLost: () => {
        setOpen(false);
        // An access token that ran out is rotated by the next request, and the line comes back with the new one.
        if (!wasLost) void client.invalidateQueries({ queryKey: ['shop'] });
        wasLost = true;
      },
    });
  }, [client]);
  return open;
};
