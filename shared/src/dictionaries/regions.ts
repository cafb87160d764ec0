import type { Entry } from './entry'

/** GB/T 2260: the first two digits of an identity number. */
export const provincePrefixes: Readonly<Record<string, string>> = {
  11: '北京市', 12: '天津市', 13: '河北省', 14: '山西省', 15: '内蒙古自治区', 21: '辽宁省', 22: '吉林省', 23: '黑龙江省', 31: '上海市', 32: '江苏省',
  33: '浙江省', 34: '安徽省', 35: '福建省', 36: '江西省', 37: '山东省', 41: '河南省', 42: '湖北省', 43: '湖南省', 44: '广东省', 45: '广西壮族自治区',
  46: '海南省', 50: '重庆市', 51: '四川省', 52: '贵州省', 53: '云南省', 54: '西藏自治区', 61: '陕西省', 62: '甘肃省', 63: '青海省', 64: '宁夏回族自治区',
  65: '新疆维吾尔自治区', 71: '台湾省', 81: '香港特别行政区', 82: '澳门特别行政区',
}

/** One administrative division; the four units directly under the province are cities and counties at once. */
export interface Region extends Entry {
  level: 'province' | 'city' | 'county'
  parent: string | null
}

/** City-level unit, then its counties as the last two digits and a name. Codes no longer in use begin with "-". */
const cities: readonly (readonly [code: string, name: string, counties: string])[] = [
  ['420100', '武汉市', '02江岸区 03江汉区 04硚口区 05汉阳区 06武昌区 07青山区 11洪山区 12东西湖区 13汉南区 14蔡甸区 15江夏区 16黄陂区 17新洲区'],
  ['420200', '黄石市', '02黄石港区 03西塞山区 04下陆区 05铁山区 22阳新县 81大冶市'],
  ['420300', '十堰市', '02茅箭区 03张湾区 04郧阳区 22郧西县 23竹山县 24竹溪县 25房县 81丹江口市 -21郧县'],
  ['420500', '宜昌市', '02西陵区 03伍家岗区 04点军区 05猇亭区 06夷陵区 25远安县 26兴山县 27秭归县 28长阳土家族自治县 29五峰土家族自治县 81宜都市 82当阳市 83枝江市 -21宜昌县'],
  ['420600', '襄阳市', '02襄城区 06樊城区 07襄州区 24南漳县 25谷城县 26保康县 82老河口市 83枣阳市 84宜城市 -21襄阳县'],
  ['420700', '鄂州市', '02梁子湖区 03华容区 04鄂城区'],
  ['420800', '荆门市', '02东宝区 04掇刀区 22沙洋县 81钟祥市 82京山市 -21京山县'],
  ['420900', '孝感市', '02孝南区 21孝昌县 22大悟县 23云梦县 81应城市 82安陆市 84汉川市'],
  ['421000', '荆州市', '02沙市区 03荆州区 22公安县 24江陵县 81石首市 83洪湖市 87松滋市 88监利市 -23监利县'],
  ['421100', '黄冈市', '02黄州区 21团风县 22红安县 23罗田县 24英山县 25浠水县 26蕲春县 27黄梅县 81麻城市 82武穴市'],
  ['421200', '咸宁市', '02咸安区 21嘉鱼县 22通城县 23崇阳县 24通山县 81赤壁市'],
  ['421300', '随州市', '03曾都区 21随县 81广水市 -02曾都区'],
  ['422800', '恩施土家族苗族自治州', '01恩施市 02利川市 22建始县 23巴东县 25宣恩县 26咸丰县 27来凤县 28鹤峰县'],
]
const directUnits: readonly (readonly [code: string, name: string])[] = [
  ['429004', '仙桃市'], ['429005', '潜江市'], ['429006', '天门市'], ['429021', '神农架林区'],
]

function hubei(): Region[] {
  const rows: Omit<Region, 'order'>[] = [{ code: '420000', label: '湖北省', state: 'active', level: 'province', parent: null }]
  for (const [city, name, counties] of cities) {
    rows.push({ code: city, label: name, state: 'active', level: 'city', parent: '420000' })
    for (const county of counties.split(' ')) {
      const retired = county.startsWith('-')
      const text = retired ? county.slice(1) : county
      rows.push({ code: city.slice(0, 4) + text.slice(0, 2), label: text.slice(2), state: retired ? 'retired' : 'active', level: 'county', parent: city })
    }
  }
  for (const [code, label] of directUnits) rows.push({ code, label, state: 'active', level: 'city', parent: '420000' })
  return rows.map((row, index) => ({ ...row, order: index + 1 }))
}

/** Hubei of GB/T 2260: the province, 17 city-level units and their counties. */
export const region: Region[] = hubei()

const identityPrefixes = new Set(region.filter((r) => r.level === 'county' || r.code.startsWith('4290')).map((r) => r.code))
/** True for the first six digits of an identity number that Hubei has issued under a known code. */
export const isHubeiCounty = (prefix: string): boolean => identityPrefixes.has(prefix)
