using System.Management.Automation;

using Mim.Core.Identities;

namespace Mim.PowerShell.Binding;

/// <summary>A cmdlet that does something to versions of secrets.</summary>
public abstract class SecretVersionCommand : SecretCommand
{
    /// <summary>Numbers of versions; the current one when left out.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int[] Version { get; set; } = [];

    /// <summary>Emit the identities as they are now.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected abstract string Action { get; }

    private protected sealed override void Process()
    {
        foreach (var identity in Chosen().Where(identity => ShouldProcess(Described(identity), Action)))
        {
            Attempt(identity.Name, () => Emit(Change(identity)));
        }
    }

    private protected abstract MachineIdentity Change(MachineIdentity identity);

    private string Described(MachineIdentity identity) =>
        $"{identity.Name}, version {string.Join(", ", Version is [] ? [identity.Version] : Version)}";

    private void Emit(MachineIdentity identity)
    {
        if (PassThru)
        {
            WriteObject(identity);
        }
    }
}
