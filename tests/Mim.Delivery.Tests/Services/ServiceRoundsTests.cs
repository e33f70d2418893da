using Mim.Core.Delivery;
using Mim.Delivery.Services;

namespace Mim.Delivery.Tests.Services;

public sealed class ServiceRoundsTests : IDisposable
{
    private readonly FileTargetFixture _fixture = new() { Kind = TargetKind.Nginx };
    private readonly ServiceRounds _rounds = new(new ServiceGates(TimeProvider.System), TimeProvider.System);
    private readonly TaskCompletionSource _first = new();
    private readonly List<int> _sizes = [];
    private int _lent;

    public ServiceRoundsTests() => _fixture.Service = new ServiceTargetSettings { Files = _fixture.Settings };

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task Whoever_waits_for_a_turn_is_taken_along_by_the_next()
    {
        List<Task> members = [Join("reload", FirstAsync), Join("reload", AtOnceAsync), Join("reload", AtOnceAsync), Join("reload", AtOnceAsync)];
        _first.SetResult();
        await Task.WhenAll(members);
        Assert.Equal([1, 3], _sizes);
    }

    [Fact]
    public async Task Whoever_waits_has_lent_its_place()
    {
        List<Task> members = [Join("reload", FirstAsync), Join("reload", AtOnceAsync)];
        Assert.Equal(2, _lent);
        _first.SetResult();
        await Task.WhenAll(members);
        Assert.Equal(0, _lent);
    }

    [Fact]
    public async Task Those_with_other_commands_have_a_round_of_their_own()
    {
        List<Task> members = [Join("reload", FirstAsync), Join("other", AtOnceAsync), Join("reload", AtOnceAsync)];
        _first.SetResult();
        await Task.WhenAll(members);
        Assert.Equal([1, 1, 1], _sizes);
    }

    [Fact]
    public async Task Whoever_gives_up_while_it_waits_is_not_taken_along()
    {
        using var leaving = new CancellationTokenSource();
        var first = Join("reload", FirstAsync);
        var gone = Join("reload", AtOnceAsync, leaving.Token);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        var last = Join("reload", AtOnceAsync);
        _first.SetResult();
        await Task.WhenAll(first, last);
        Assert.Equal([1, 1], _sizes);
    }

    [Fact]
    public async Task Whoever_gives_up_while_it_is_worked_on_hears_the_end()
    {
        using var leaving = new CancellationTokenSource();
        var second = new TaskCompletionSource();
        var begun = new TaskCompletionSource();
        var first = Join("reload", FirstAsync);
        var leader = Join("reload", async round =>
        {
            begun.SetResult();
            await second.Task;
            await AtOnceAsync(round);
        });
        var taken = Join("reload", AtOnceAsync, leaving.Token);
        _first.SetResult();
        await begun.Task;
        await leaving.CancelAsync();
        Assert.False(taken.IsCompleted);
        second.SetResult();
        await Task.WhenAll(first, leader, taken);
        Assert.Equal([1, 2], _sizes);
    }

    [Fact]
    public async Task What_ends_a_round_ends_all_who_are_in_it()
    {
        var first = Join("reload", FirstAsync);
        List<Task> failing = [Join("reload", FailAsync), Join("reload", FailAsync)];
        _first.SetResult();
        await first;
        foreach (var member in failing)
        {
            Assert.Equal("broken", (await Assert.ThrowsAsync<InvalidOperationException>(() => member)).Message);
        }
    }

    private static Task FailAsync(IReadOnlyList<RoundMember> round) => throw new InvalidOperationException("broken");

    private async Task FirstAsync(IReadOnlyList<RoundMember> round)
    {
        await _first.Task;
        await AtOnceAsync(round);
    }

    private Task AtOnceAsync(IReadOnlyList<RoundMember> round)
    {
        _sizes.Add(round.Count);
        foreach (var member in round)
        {
            member.Receipt = new InstallReceipt(new Dictionary<string, string>());
            member.Succeed();
        }

        return Task.CompletedTask;
    }

    private Loan Lend()
    {
        Interlocked.Increment(ref _lent);
        return new Loan(this);
    }

    private async Task Join(string commands, Func<IReadOnlyList<RoundMember>, Task> work, CancellationToken cancellationToken = default)
    {
        using var installation = _fixture.Installation(1, lend: Lend);
        await _rounds.JoinAsync(new RoundMember(installation, cancellationToken), commands, work);
    }

    private sealed class Loan(ServiceRoundsTests tests) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            Interlocked.Decrement(ref tests._lent);
            return ValueTask.CompletedTask;
        }
    }
}
