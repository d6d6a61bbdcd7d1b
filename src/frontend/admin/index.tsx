import { drawPage } from '../draw-page';
import { AdminPage } from './admin-page';

drawPage(<AdminPage />);
