import { lazy, Suspense } from 'react';
import { BrowserRouter, Route, Routes } from 'react-router';
import { Bones } from '../components/bones.tsx';
import { PlatformLogin, StaffLogin } from '../pages/login/log-ins.tsx';
import { NotFound } from './not-found.tsx';
import { Shell } from './shell.tsx';

const Today = lazy(() => import('../pages/today/today.tsx'));
const Applications = lazy(() => import('../pages/applications/applications.tsx'));
const Application = lazy(() => import('../pages/applications/application.tsx'));
const Contracts = lazy(() => import('../pages/contracts/contracts.tsx'));
const Contract = lazy(() => import('../pages/contracts/contract.tsx'));
const Shipments = lazy(() => import('../pages/shipments/shipments.tsx'));
const Pets = lazy(() => import('../pages/pets/pets.tsx'));
const Pet = lazy(() => import('../pages/pets/pet.tsx'));
const AddPet = lazy(() => import('../pages/pets/add-pet.tsx'));
const EditPet = lazy(() => import('../pages/pets/edit-pet.tsx'));
const Foods = lazy(() => import('../pages/foods/foods.tsx'));
const Ledger = lazy(() => import('../pages/ledger/ledger.tsx'));
const Policy = lazy(() => import('../pages/policy/policy.tsx'));
const Tiers = lazy(() => import('../pages/tiers/tiers.tsx'));
const Audit = lazy(() => import('../pages/audit/audit.tsx'));
const Staff = lazy(() => import('../pages/staff/staff.tsx'));
const Platform = lazy(() => import('../pages/platform/platform.tsx'));

/** Every address below /console. Pages are loaded when they are first opened. */
export const Routing = () => (
  <BrowserRouter basename="/console">
    <Suspense fallback={<Bones />}>
      <Routes>
        <Route path="/login" element={<StaffLogin />} />
        <Route path="/platform" element={<PlatformLogin />} />
        <Route path="/platform/shops" element={<Platform />} />
        <Route element={<Shell />}>
          <Route index element={<Today />} />
          <Route path="/applications" element={<Applications />} />
          <Route path="/applications/:applicationId" element={<Application />} />
          <Route path="/contracts" element={<Contracts />} />
          <Route path="/contracts/:contractId" element={<Contract />} />
          <Route path="/shipments" element={<Shipments />} />
          <Route path="/pets" element={<Pets />} />
          <Route path="/pets/new" element={<AddPet />} />
          <Route path="/pets/:petId" element={<Pet />} />
          <Route path="/pets/:petId/edit" element={<EditPet />} />
          <Route path="/foods" element={<Foods />} />
          <Route path="/ledger" element={<Ledger />} />
          <Route path="/policy" element={<Policy />} />
          <Route path="/tiers" element={<Tiers />} />
          <Route path="/audit" element={<Audit />} />
          <Route path="/staff" element={<Staff />} />
          <Route path="*" element={<NotFound />} />
        </Route>
      </Routes>
    </Suspense>
  </BrowserRouter>
);
