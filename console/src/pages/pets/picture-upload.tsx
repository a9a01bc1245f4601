import { DeleteOutlined, LoadingOutlined, PlusOutlined, StarOutlined } from '@ant-design/icons';
import { unwrap } from '@petpact/api/client';
import { App, Button, Tooltip, Upload } from 'antd';
import { useRef } from 'react';
import { staffApi } from '../../app/api.ts';
import { useWrite } from '../../app/use-write.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { base64Of, PICTURE_BYTES_MAX, PICTURE_KINDS, PICTURES_MAX, type StoredPicture, withCover } from './pet-input.ts';

interface PictureUploadProps {
  value?: StoredPicture[];
  onChange?(pictures: StoredPicture[]): void;
}

/** Pictures as they are stored: chosen files go up at once, the first is the cover. */
export const PictureUpload = ({ value = [], onChange }: PictureUploadProps) => {
  const { t } = useTexts();
  const { message } = App.useApp();
  const words = t.pets.pictures;
  // Several files may be on their way while the form renders anew.
  const pictures = useRef(value);
  pictures.current = value;
  const change = (next: StoredPicture[]) => {
    pictures.current = next;
    onChange?.(next);
  };
  const upload = useWrite({
    send: async (content: string, header) => unwrap(staffApi.POST('/shop/pictures', { params: { header }, body: { content } })),
    touches: [],
  });
  const take = async (file: File) => {
    if (!PICTURE_KINDS.includes(file.type)) return void message.error(words.wrongKind);
    if (file.size > PICTURE_BYTES_MAX) return void message.error(words.tooLarge);
    const { picture, url } = await upload.mutateAsync(base64Of(new Uint8Array(await file.arrayBuffer())));
    if (!pictures.current.some(({ key }) => key === picture)) change([...pictures.current, { key: picture, url }]);
  };
  return (
    <div className="picture-upload">
      <ul>
        {value.map(({ key, url }, index) => (
          <li key={key}>
            <img src={url} alt={`${t.pets.fields.pictures} ${index + 1}`} />
            {index === 0 && <span className="cover-mark">{words.cover}</span>}
            <span className="picture-actions">
              {index > 0 && (
                <Tooltip title={words.makeCover}>
                  <Button
                    size="small"
                    shape="circle"
                    icon={<StarOutlined aria-hidden="true" />}
                    aria-label={`${words.makeCover} ${index + 1}`}
                    onClick={() => change(withCover(value, key))}
                  />
                </Tooltip>
              )}
              <Tooltip title={words.remove}>
                <Button
                  size="small"
                  shape="circle"
                  icon={<DeleteOutlined aria-hidden="true" />}
                  aria-label={`${words.remove} ${index + 1}`}
                  onClick={() => change(value.filter((one) => one.key !== key))}
                />
              </Tooltip>
            </span>
          </li>
        ))}
        {value.length < PICTURES_MAX && (
          <li>
            <Upload
              accept={PICTURE_KINDS.join(',')}
              showUploadList={false}
              disabled={upload.isPending}
              beforeUpload={(file) => {
                take(file).catch(() => undefined);
                return false;
              }}
            >
              <button type="button" className="picture-add" disabled={upload.isPending}>
                {upload.isPending ? <LoadingOutlined aria-hidden="true" /> : <PlusOutlined aria-hidden="true" />}
                <span>{upload.isPending ? words.uploading : words.add}</span>
              </button>
            </Upload>
          </li>
        )}
      </ul>
      <p className="soft small">{words.rules}</p>
    </div>
  );
};
