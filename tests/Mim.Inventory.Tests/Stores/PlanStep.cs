namespace Mim.Inventory.Tests.Stores;

/// <summary>One step of a plan.</summary>
/// <param name="Text">As the engine describes it, with the index that it uses.</param>
/// <param name="IsScan">Whether it walks a whole table or a whole index.</param>
/// <param name="IsSort">Whether it sorts what may be many.</param>
internal sealed record PlanStep(string Text, bool IsScan, bool IsSort);
