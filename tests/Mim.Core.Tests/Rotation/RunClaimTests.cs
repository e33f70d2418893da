using Mim.Core.Ports;
using Mim.Core.Rotation;
using Mim.Testing;

namespace Mim.Core.Tests.Rotation;

/// <summary>Claims of runs: exclusive, prolonged while they work, fallen when their run is over.</summary>
public sealed class RunClaimTests : IDisposable
{
    private static readonly DateTimeOffset _now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly TestInventory _store = TestInventory.Create();
    private readonly BeatingTimeProvider _time = new(_now);
    private readonly OneRunner _runners = new();
    private readonly Guid _identity;

    public RunClaimTests()
    {
        var identity = Sample.Identity("web01");
        _identity = identity.Id;
        _store.Inventory.Write(transaction => { transaction.Identities.Add(identity); return 0; }, CancellationToken.None);
    }

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task A_claim_of_a_living_run_holds_until_it_expires()
    {
        await using var first = new RunClaim(_store.Inventory, _runners, _time);
        await using var second = new RunClaim(_store.Inventory, _runners, _time);
        Take(first, _now);
        Take(first, _now);
        Assert.Equal(MimErrorCause.AlreadyClaimed, Assert.Throws<MimException>(() => Take(second, _now.AddMinutes(4))).Cause);
        Take(second, _now.AddMinutes(5));
    }

    [Fact]
    public async Task A_claim_falls_with_its_run()
    {
        await using (var first = new RunClaim(_store.Inventory, _runners, _time))
        {
            Take(first, _now);
        }

        await using var second = new RunClaim(_store.Inventory, _runners, _time);
        Take(second, _now);
    }

    [Fact]
    public async Task A_claim_of_another_process_falls_only_when_that_is_surely_dead()
    {
        var elsewhere = new OneRunner { Self = "other" };
        await using var first = new RunClaim(_store.Inventory, elsewhere, _time);
        Take(first, _now);
        await using var second = new RunClaim(_store.Inventory, _runners, _time);
        Assert.Throws<MimException>(() => Take(second, _now));
        _runners.Dead = "other";
        Take(second, _now);
    }

    [Fact]
    public async Task A_long_step_does_not_lose_its_claim()
    {
        await using var first = new RunClaim(_store.Inventory, _runners, _time);
        await using var second = new RunClaim(_store.Inventory, _runners, _time);
        Take(first, _now);
        first.Keep(_identity);
        for (var beat = 0; beat < 6; beat++)
        {
            _time.Now += RunClaim.Duration / 3;
            _time.Beat();
        }

        Assert.Throws<MimException>(() => Take(second, _time.Now));
    }

    [Fact]
    public async Task A_claim_that_was_lost_is_not_taken_back_by_a_beat()
    {
        await using var first = new RunClaim(_store.Inventory, _runners, _time);
        await using var second = new RunClaim(_store.Inventory, _runners, _time);
        Take(first, _now);
        first.Keep(_identity);
        _time.Now += RunClaim.Duration;
        Take(second, _time.Now);
        _time.Now += RunClaim.Duration;
        _time.Beat();
        Take(second, _time.Now);
    }

    private void Take(RunClaim claim, DateTimeOffset now) => _store.Inventory.Write(
        transaction =>
        {
            claim.Take(transaction, _identity, "web01", now);
            return 0;
        },
        CancellationToken.None);

    private sealed class OneRunner : IRunners
    {
        public string Self { get; init; } = "self";

        public string? Dead { get; set; }

        public bool IsDead(string owner) => owner == Dead;
    }

    /// <summary>Timers that fire when the test says so.</summary>
    private sealed class BeatingTimeProvider(DateTimeOffset now) : TimeProvider
    {
        private Action? _beat;

        public DateTimeOffset Now { get; set; } = now;

        public void Beat() => _beat!();

        public override DateTimeOffset GetUtcNow() => Now;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _beat = () => callback(state);
            return System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }
}
