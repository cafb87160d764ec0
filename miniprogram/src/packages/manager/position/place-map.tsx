import { Map, View } from '@tarojs/components'
import { isWeapp } from '../../../platform/target'

interface Props {
  /** GCJ-02 degrees in WeChat. */
  longitude: number
  latitude: number
}

/** The place on WeChat's map; a browser has none to show without a map service, and the degrees stand below. */
export function PlaceMap({ longitude, latitude }: Props) {
  if (!isWeapp) return null
  return (
    <View className="position__map">
      <Map
        className="position__canvas"
        longitude={longitude}
        latitude={latitude}
        scale={17}
        markers={[{ id: 1, longitude, latitude, iconPath: '', width: 24, height: 32 }]}
        onError={() => undefined}
        aria-label="当前位置的地图"
      />
    </View>
  )
}
