namespace Mim.Delivery.Services;

/// <summary>
/// Who waits for the next round of a service, and how long that is to wait: as long as the round before took, counted from its end. So a
/// service never spends more than half of its time on being told, and those who come one after the other come together. Thread-safe.
/// </summary>
internal sealed class ServiceQueue(TimeProvider time)
{
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly List<RoundMember> _members = [];
    private (long At, TimeSpan Took)? _last;

    public void Add(RoundMember member)
    {
        lock (_gate)
        {
            _members.Add(member);
        }
    }

    public bool Remove(RoundMember member)
    {
        lock (_gate)
        {
            return _members.Remove(member);
        }
    }

    /// <summary>Waits until the next round may begin, should the member still need one.</summary>
    public Task RestAsync(RoundMember member)
    {
        lock (_gate)
        {
            return _members.Contains(member) && _last is { } last && last.Took - time.GetElapsedTime(last.At) is { Ticks: > 0 } left
                ? Task.Delay(left, time, member.CancellationToken)
                : Task.CompletedTask;
        }
    }

    /// <summary>All that wait, the member among them; nobody when another round took it along.</summary>
    public IReadOnlyList<RoundMember> Take(RoundMember member)
    {
        lock (_gate)
        {
            if (!_members.Contains(member))
            {
                return [];
            }

            List<RoundMember> round = [.. _members];
            _members.Clear();
            return round;
        }
    }

    /// <summary>Notes the end of a round that began at a timestamp.</summary>
    public void End(long began)
    {
        lock (_gate)
        {
            var took = time.GetElapsedTime(began);
            _last = (time.GetTimestamp(), took < _longest ? took : _longest);
        }
    }
}
