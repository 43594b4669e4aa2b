import { useNavigate } from "@tanstack/react-router";
import { useCallback } from "react";

/** Gives the function that shows what a person made, as far as one may see it. */
export function useOpenPerson(): (userId: string) => void {
  const navigate = useNavigate();
  return useCallback((userId) => void navigate({ to: "/u/$userId", params: { userId } }), [navigate]);
}
