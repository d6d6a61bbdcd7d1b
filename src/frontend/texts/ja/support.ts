import type { Texts } from '..';

export const support: Texts['admin']['support'] = {
  heading: 'サポート用データ',
  lead: 'サポート担当者に渡すための情報 (設定、稼働状況、失敗の件数と種類) を JSON で表示します。API キー、ホスト名、人名、課題の内容は含まれません。',
  show: 'データを表示',
  field: 'コピーするデータ',
};
