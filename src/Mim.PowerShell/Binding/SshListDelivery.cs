using Mim.Core;

namespace Mim.PowerShell.Binding;

/// <summary>Delivers the newest key revocation list of SSH to the servers that wait for it.</summary>
internal static class SshListDelivery
{
    /// <param name="session">The store.</param>
    /// <param name="attempt">Reports what one server does not heed; the others get the list all the same.</param>
    /// <param name="stop">Stops between servers.</param>
    public static void Run(MimSession session, Action<object?, Action> attempt, CancellationToken stop)
    {
        foreach (var delivery in session.Ssh.Courier.DeliverAsync(stop).ToBlockingEnumerable(stop))
        {
            if (delivery.Error is { } error)
            {
                attempt(delivery.Target.Address, () => throw error);
            }
        }
    }
}
