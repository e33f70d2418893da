using System.Collections.Concurrent;
using Mim.Core.Delivery;

namespace Mim.Delivery.Services;

/// <summary>
/// Those who change the files of one service at the same time do so together, so that it is validated and reloaded once for all of them:
/// whoever has the turn takes along everybody who waits for it with the same commands.
/// </summary>
internal sealed class ServiceRounds(ServiceGates gates, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, ServiceQueue> _queues = new(StringComparer.Ordinal);

    /// <summary>Waits for the end of the member, whose round it carries out itself where nobody else did.</summary>
    /// <param name="member">Of whom nobody knows yet.</param>
    /// <param name="commands">The same for all that one validation and one reload are enough for.</param>
    /// <param name="work">Carries a round out.</param>
    public async Task<InstallReceipt> JoinAsync(RoundMember member, string commands, Func<IReadOnlyList<RoundMember>, Task> work)
    {
        var loan = member.Installation.Lend();
        await using var lent = loan.ConfigureAwait(false);
        var queue = _queues.GetOrAdd(commands, _ => new ServiceQueue(time));
        queue.Add(member);
        try
        {
            using var turn = await gates.EnterAsync(member.Installation.Target, member.CancellationToken).ConfigureAwait(false);
            await queue.RestAsync(member).ConfigureAwait(false);
            if (queue.Take(member) is { Count: > 0 } round)
            {
                var began = time.GetTimestamp();
                await CarryOutAsync(round, work).ConfigureAwait(false);
                queue.End(began);
            }
        }
        catch (OperationCanceledException) when (!queue.Remove(member))
        {
            // Somebody works on it at the moment: the key that it has is not to be zeroed meanwhile, and what comes of it is to be known.
        }

        return await member.Ended.ConfigureAwait(false);
    }

    private static async Task CarryOutAsync(IReadOnlyList<RoundMember> round, Func<IReadOnlyList<RoundMember>, Task> work)
    {
        try
        {
            await work(round).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            foreach (var member in round)
            {
                member.Fail(exception);
            }
        }
    }
}
