namespace Mim.Host.Tour;

/// <summary>One step of the tour.</summary>
internal interface ITourStep
{
    string Name { get; }

    /// <summary>Does it and proves it.</summary>
    /// <returns>What was proved, a line each.</returns>
    /// <exception cref="StepFailedException">It does not hold.</exception>
    Task<IReadOnlyList<string>> RunAsync(TourWorld world, CancellationToken cancellationToken);
}
