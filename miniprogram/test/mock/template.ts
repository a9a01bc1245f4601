const NAMED = /^(shops|pets|addresses|applications|contracts|shipments)$/;

/** `/shops/tuantuan/pets/p1` → `/shops/:id/pets/:id` and `p1`, the last name in it. */
export const templateOf = (path: string): { template: string; id: string } => {
  const parts = path.split('/');
  let id = '';
  const template = parts.map((part, index) => {
    if (!NAMED.test(parts[index - 1] ?? '')) return part;
    id = decodeURIComponent(part);
    return ':id';
  });
  return { template: template.join('/'), id };
};
