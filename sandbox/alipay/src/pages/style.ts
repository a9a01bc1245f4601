import { Html } from './html.ts';

/** One sheet for all pages: phone first, no outside assets. */
export const STYLE = new Html(`
:root{--blue:#1677ff;--ink:#1f2329;--soft:#6b7280;--line:#eceef1;--ground:#f4f6fa;--red:#d4380d;--green:#0f8a4b}
*{box-sizing:border-box}body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.5 -apple-system,BlinkMacSystemFont,"PingFang SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif}
header{background:var(--blue);color:#fff;padding:14px 16px 54px}
header .bar{display:flex;justify-content:space-between;align-items:center;max-width:480px;margin:0 auto;gap:8px}
.brand{display:flex;align-items:center;gap:8px;font-weight:600}.logo{width:28px;height:28px;border-radius:8px;background:#fff;color:var(--blue);display:grid;place-items:center;font-weight:700}
.mark{font-size:12px;border:1px solid rgba(255,255,255,.75);border-radius:999px;padding:1px 8px;white-space:nowrap}
header a{color:#fff;font-size:14px}
main{max-width:480px;margin:-38px auto 32px;padding:0 12px}main.wide{max-width:1180px}.wide-bar .bar{max-width:1180px}
.card{background:#fff;border-radius:14px;padding:18px 16px;margin-bottom:12px;box-shadow:0 1px 3px rgba(20,40,80,.06)}
h1{font-size:20px;margin:0 0 4px}h2{font-size:16px;margin:0 0 8px}p{margin:4px 0}.soft{color:var(--soft);font-size:14px}.small{font-size:13px}
.amount{font-size:34px;font-weight:600;text-align:center;margin:8px 0 2px}.center{text-align:center}
dl{margin:8px 0 0;display:grid;grid-template-columns:auto 1fr;gap:9px 12px}dt{color:var(--soft)}dd{margin:0;text-align:right;overflow-wrap:anywhere}
label.field{display:block;margin:14px 0 0;font-size:14px;color:var(--soft)}
input[type=text],input[type=password],input[type=number],select{display:block;width:100%;margin-top:4px;padding:11px 12px;font:inherit;color:var(--ink);border:1px solid #cfd5dd;border-radius:10px;background:#fff}
input.pin{letter-spacing:10px;text-align:center;font-size:20px}
:focus-visible{outline:3px solid #91caff;outline-offset:1px}
.choice{display:flex;align-items:center;gap:12px;padding:11px 2px;border-bottom:1px solid var(--line);cursor:pointer}.choice:last-of-type{border-bottom:0}
.choice input{width:20px;height:20px;accent-color:var(--blue);flex:none}.choice .end{margin-left:auto;text-align:right;color:var(--soft);font-size:13px}
.face{width:36px;height:36px;border-radius:50%;background:#e6f4ff;color:#0958d9;display:grid;place-items:center;font-weight:600;flex:none}
button{font:inherit;border:0;border-radius:10px;padding:13px 16px;cursor:pointer;width:100%}button.main{background:var(--blue);color:#fff;font-weight:600;margin-top:16px}
button.plain{background:#fff;color:var(--blue);border:1px solid #cfd5dd;margin-top:10px}button.small{width:auto;padding:6px 14px;font-size:14px;margin:0}
.alert{background:#fff2e8;color:var(--red);border-radius:10px;padding:10px 12px;margin:12px 0 0}.good{color:var(--green)}.bad{color:var(--red)}
.hint{border:1px dashed #b7c3d4;border-radius:10px;padding:9px 12px;color:var(--soft);font-size:13px;margin-top:14px}
.sign{width:56px;height:56px;border-radius:50%;display:grid;place-items:center;margin:4px auto 10px;font-size:28px;color:#fff;background:var(--green)}.sign.no{background:#c4c9d1}.sign.err{background:var(--red)}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:13px}th,td{text-align:left;padding:6px 8px;border-bottom:1px solid var(--line);vertical-align:top;white-space:nowrap}td.wrap{white-space:normal;overflow-wrap:anywhere;min-width:180px}
.row{display:flex;flex-wrap:wrap;gap:10px;align-items:end}.row label.field{flex:1 1 150px;margin-top:6px}.row button{width:auto;margin:0}nav.links{display:flex;flex-wrap:wrap;gap:6px 14px;font-size:14px}
footer{text-align:center;color:var(--soft);font-size:12px;padding:0 16px 28px}
`);
