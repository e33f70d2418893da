using System.Collections.Concurrent;
using Mim.Core.Delivery;

namespace Mim.Delivery.Services;

/// <summary>
/// Those who change the files of one service at the same time do so together, so that it is validated and reloaded once for all of them:
/// whoever has the turn takes along everybody who waits for it with the same commands.
/// </summary>
internal sealed class ServiceRounds(ServiceGates gates)
{
    private readonly ConcurrentDictionary<string, List<RoundMember>> _waiting = new(StringComparer.Ordinal);

    /// <summary>Waits for the end of the member, whose round it carries out itself where nobody else did.</summary>
    /// <param name="member">Of whom nobody knows yet.</param>
    /// <param name="commands">The same for all that one validation and one reload are enough for.</param>
    /// <param name="work">Carries a round out.</param>
    public async Task<InstallReceipt> JoinAsync(RoundMember member, string commands, Func<IReadOnlyList<RoundMember>, Task> work)
    {
        var waiting = _waiting.GetOrAdd(commands, _ => []);
        lock (waiting)
        {
            waiting.Add(member);
        }

        try
        {
            using var turn = await gates.EnterAsync(member.Installation.Target, member.CancellationToken).ConfigureAwait(false);
            if (Take(waiting, member) is { Count: > 0 } round)
            {
                await CarryOutAsync(round, work).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (!Leave(waiting, member))
        {
            // Somebody works on it at the moment: the key that it has is not to be zeroed meanwhile, and what comes of it is to be known.
        }

        return await member.Ended.ConfigureAwait(false);
    }

    /// <summary>All that wait, the member among them; nobody when another round took it along.</summary>
    private static List<RoundMember> Take(List<RoundMember> waiting, RoundMember member)
    {
        lock (waiting)
        {
            if (!waiting.Contains(member))
            {
                return [];
            }

            List<RoundMember> round = [.. waiting];
            waiting.Clear();
            return round;
        }
    }

    private static bool Leave(List<RoundMember> waiting, RoundMember member)
    {
        lock (waiting)
        {
            return waiting.Remove(member);
        }
    }

    private static async Task CarryOutAsync(List<RoundMember> round, Func<IReadOnlyList<RoundMember>, Task> work)
    {
        try
        {
            await work(round).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            round.ForEach(member => member.Fail(exception));
        }
    }
}
