import { ApiRefusal, type Schemas, unwrap } from '@petpact/api/client';
import { App, Button, Card, Form, Radio, Switch } from 'antd';
import { staffApi } from '../../app/api.ts';
import { useWrite } from '../../app/use-write.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { ClauseFields } from './clause-fields.tsx';
import { NumberField } from './number-field.tsx';
import { formOf, GROUPS, inputOf, sayPolicyRefusal } from './rules.ts';

/** The next version of the policy. What the platform refuses is said with the bounds it sets. */
export const PolicyForm = ({ policy, onClose }: { policy: Schemas['Policy']; onClose(): void }) => {
  const { t } = useTexts();
  const { message } = App.useApp();
  const { groups, fields, withoutScores } = t.policy;
  const save = useWrite({
    send: (input: Schemas['PolicyInput'], header) => unwrap(staffApi.PUT('/shop/policy', { params: { header }, body: inputOf(input) })),
    touches: ['policy'],
    done: ({ version }) => t.policy.saved(version),
    onRefused: (error) => {
      const words = error instanceof ApiRefusal ? sayPolicyRefusal(error.details, t) : undefined;
      if (words) void message.error(words, 6);
      return words !== undefined;
    },
  });
  return (
    <Form<Schemas['PolicyInput']>
      layout="vertical"
      initialValues={formOf(policy)}
      scrollToFirstError
      requiredMark={false}
      onFinish={(values) => save.mutate({ ...values, extraClauses: values.extraClauses ?? [] }, { onSuccess: onClose })}
    >
      <div className="policy">
        <Card title={groups.review}>
          <Form.Item name="autoApprove" label={fields.autoApprove.title} extra={fields.autoApprove.text} valuePropName="checked">
            <Switch checkedChildren={t.states.yes} unCheckedChildren={t.states.no} />
          </Form.Item>
          <Form.Item name="withoutScore" label={fields.withoutScore.title} extra={fields.withoutScore.text}>
            <Radio.Group options={(['review', 'decline'] as const).map((value) => ({ value, label: withoutScores[value] }))} />
          </Form.Item>
          <NumberField rule="holdHours" name="holdHours" />
          <NumberField rule="approvalHours" name="approvalHours" />
        </Card>
        <Card title={groups.start}>
          <Form.Item name="planStart" label={fields.planStart.title} extra={fields.planStart.text}>
            <Radio.Group
              vertical
              options={(['signing', 'handover'] as const).map((value) => ({ value, label: t.contracts.starts[value] }))}
            />
          </Form.Item>
        </Card>
        {GROUPS.map(({ title, rules }) => (
          <Card key={title} title={groups[title]}>
            {rules.map((rule) => (
              <NumberField key={rule} rule={rule} name={['rules', rule]} />
            ))}
          </Card>
        ))}
        <Card title={groups.clauses}>
          <ClauseFields />
        </Card>
      </div>
      <div className="save-bar">
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t.policy.save}
        </Button>
        <Button onClick={onClose}>{t.actions.cancel}</Button>
      </div>
    </Form>
  );
};
