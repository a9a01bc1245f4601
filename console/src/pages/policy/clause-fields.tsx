import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Form, Input } from 'antd';
import { useTexts } from '../../i18n/use-texts.ts';

const CLAUSES_MAX = 10;
const CLAUSE_LENGTH_MAX = 300;

/** The shop's own clauses, one field each. */
export const ClauseFields = () => {
  const { t } = useTexts();
  const words = t.policy;
  return (
    <>
      <p className="soft">{words.fields.extraClauses.text}</p>
      <Form.List name="extraClauses">
        {(clauses, { add, remove }) => (
          <>
            {clauses.map(({ key, name }, at) => (
              <div key={key} className="clause-field">
                <Form.Item name={name} rules={[{ max: CLAUSE_LENGTH_MAX }]}>
                  <Input.TextArea aria-label={words.clause(at + 1)} autoSize={{ minRows: 2 }} maxLength={CLAUSE_LENGTH_MAX} showCount />
                </Form.Item>
                <Button
                  type="text"
                  icon={<DeleteOutlined aria-hidden="true" />}
                  aria-label={`${words.removeClause} ${at + 1}`}
                  onClick={() => remove(name)}
                />
              </div>
            ))}
            {clauses.length < CLAUSES_MAX && (
              <Button icon={<PlusOutlined aria-hidden="true" />} onClick={() => add('')}>
                {words.addClause}
              </Button>
            )}
          </>
        )}
      </Form.List>
    </>
  );
};
