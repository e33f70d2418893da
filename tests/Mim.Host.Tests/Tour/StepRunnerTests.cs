using Mim.Composition;
using Mim.Core;
using Mim.Host.Output;
using Mim.Host.Tour;

namespace Mim.Host.Tests.Tour;

public sealed class StepRunnerTests
{
    private readonly StringWriter _output = new();
    private readonly List<string> _ran = [];

    [Fact]
    public async Task When_all_hold_all_have_run()
    {
        Assert.True(await RunAsync(Step("one"), Step("two")));
        Assert.Equal(["one", "two"], _ran);
        Assert.Contains("one proved", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_that_does_not_hold_ends_it()
    {
        Assert.False(await RunAsync(Step("one"), Step("two", () => StepFailedException.ThrowUnless(false, "two [is] two")), Step("three")));
        Assert.Equal(["one", "two"], _ran);
        Assert.Contains("FAILED", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("It does not hold that two [is] two.", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_nobody_expected_is_a_failure_without_a_stack_trace()
    {
        Assert.False(await RunAsync(Step("one", () => throw new MimException(MimErrorCause.StoreFull, "The disk is full."))));
        Assert.Contains("mim: StoreFull: The disk is full.", _output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stopping_is_no_failure() =>
        await Assert.ThrowsAsync<OperationCanceledException>(() => RunAsync(Step("one", () => throw new OperationCanceledException())));

    private async Task<bool> RunAsync(params ITourStep[] steps)
    {
        await using var world = new TourWorld(new TourPaths("nowhere"), new MimComposition());
        return await new StepRunner(Terminal.For(_output), TimeProvider.System).RunAsync(steps, world, CancellationToken.None);
    }

    private FakeStep Step(string name, Action? action = null) => new(name, () =>
    {
        _ran.Add(name);
        action?.Invoke();
    });
}
