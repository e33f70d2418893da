using System.Management.Automation;

using Mim.Core.Identities;
using Mim.Core.Revocation;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Revokes identities: their certificates go on the next revocation list of their authority.</summary>
[Cmdlet(VerbsSecurity.Revoke, Nouns.Identity, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(RevocationResult))]
public sealed class RevokeMachineIdentityCommand : IdentityCommand
{
    private bool _isSsh;

    /// <summary>Why, with the names of RFC 5280.</summary>
    [Parameter]
    public RevocationReason Reason { get; set; } = RevocationReason.Unspecified;

    /// <summary>Since when the key must not be trusted.</summary>
    [Parameter]
    public DateTimeOffset? InvalidityDate { get; set; }

    /// <summary>With an authority, also everything it issued and the authorities below it.</summary>
    [Parameter]
    public SwitchParameter Cascade { get; set; }

    private protected override void Process()
    {
        var request = new RevocationRequest { Reason = Reason, InvalidityDate = InvalidityDate?.ToUniversalTime() };
        foreach (var identity in Chosen().ToList().Where(Asked))
        {
            Attempt(identity.Name, () => Revoke(identity, request));
        }
    }

    /// <summary>Servers that wait for a key revocation list get the next one at once.</summary>
    private protected override void End()
    {
        if (!_isSsh || !Session.Ssh.Courier.HasTargets(StopToken))
        {
            return;
        }

        Session.Ssh.RevocationLists.Publish(path: null, "", StopToken);
        SshListDelivery.Run(Session, Attempt, StopToken);
    }

    private bool Cascades(MachineIdentity identity) => Cascade && identity.Kind is (IdentityKind.CertificateAuthority or IdentityKind.SshAuthority);

    private bool Asked(MachineIdentity identity) => ShouldProcess(
        $"{identity.Name} ({identity.Kind})", Cascades(identity) ? $"Revoke with everything it issued, {Reason}" : $"Revoke, {Reason}");

    private void Revoke(MachineIdentity identity, RevocationRequest request)
    {
        _isSsh |= identity.Kind is IdentityKind.SshKey or IdentityKind.SshHostKey or IdentityKind.SshCertificate or IdentityKind.SshAuthority;
        if (!Cascades(identity))
        {
            WriteObject(Session.Revocation.Revoke(identity.Id, request, StopToken));
            return;
        }

        var meter = new ProgressMeter(this, $"Revoking what {identity.Name} issued", Session.Time);
        var done = 0;
        foreach (var result in Session.Revocation.Cascade(identity.Id, request, StopToken))
        {
            meter.Show($"{++done} revoked");
            WriteObject(result);
        }

        meter.Complete();
    }
}
