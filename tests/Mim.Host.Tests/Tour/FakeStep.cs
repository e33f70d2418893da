using Mim.Host.Tour;

namespace Mim.Host.Tests.Tour;

internal sealed class FakeStep(string name, Action action) : ITourStep
{
    public string Name => name;

    public Task<IReadOnlyList<string>> RunAsync(TourWorld world, CancellationToken cancellationToken)
    {
        action();
        return Task.FromResult<IReadOnlyList<string>>([$"{name} proved"]);
    }
}
