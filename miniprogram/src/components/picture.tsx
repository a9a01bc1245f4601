import { Image, View } from '@tarojs/components';
import { useState } from 'react';
import { pictureUrl } from '@/api/api';
import { Icon } from './icon';

interface PictureProps {
  src: string | undefined;
  label: string;
  width: string;
  height: string;
  radius?: string;
  /** In a long list: loaded when it comes near. */
  lazy?: boolean;
}

/** A picture of the gateway's; a paw where there is none or it does not load. */
export const Picture = ({ src, label, width, height, radius = '14px', lazy }: PictureProps) => {
  const [broken, setBroken] = useState(false);
  return (
    <View className="picture" style={{ width, height, borderRadius: radius }} role="img" aria-label={label}>
      {src && !broken ? (
        <Image className="picture-image" src={pictureUrl(src)} mode="aspectFill" lazyLoad={Boolean(lazy)} onError={() => setBroken(true)} />
      ) : (
        <View className="picture-none">
          <Icon name="paw" size="big" />
        </View>
      )}
    </View>
  );
};
