import { createRoot } from 'react-dom/client'

const root = document.getElementById('root')
if (root) createRoot(root).render('湖北卫生人才')
