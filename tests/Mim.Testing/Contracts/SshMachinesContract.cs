using Mim.Core.Discovery.Ssh;
using Mim.Core.Ports;

namespace Mim.Testing.Contracts;

/// <summary>What <see cref="ISshMachines"/> promises.</summary>
public abstract class SshMachinesContract
{
    protected abstract ISshMachines Machines { get; }

    /// <summary>A host that can be logged in to.</summary>
    protected abstract SshDestination Reachable { get; }

    /// <summary>A host that cannot.</summary>
    protected abstract SshDestination Unreachable { get; }

    [SuiteFact]
    public async Task This_machine_and_others_are_opened()
    {
        foreach (var destination in new[] { null, Reachable })
        {
            await using var machine = Machines.Open(destination);
            Assert.NotEmpty(await machine.AccountsAsync(CancellationToken.None));
        }
    }

    [SuiteFact]
    public async Task What_cannot_be_reached_opens_and_says_so_when_asked()
    {
        await using var machine = Machines.Open(Unreachable);
        var trouble = await Assert.ThrowsAsync<MachineUnreachableException>(() => machine.AccountsAsync(CancellationToken.None));
        Assert.NotEmpty(trouble.Message);
    }
}
