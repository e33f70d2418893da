using Mim.Core.Audit;
using Mim.Core.Identities;

namespace Mim.Core.Issuing;

/// <summary>One wanted certificate on its way through the pipeline.</summary>
internal sealed class IssueItem(NewCertificate request, object? tag)
{
    public NewCertificate Request => request;

    public PreparedVersion? Prepared { get; set; }

    /// <summary>Who signed it.</summary>
    public SigningAuthority? Authority { get; set; }

    public MachineIdentity? Identity { get; set; }

    /// <summary>What the audit will say of it.</summary>
    public PreparedAct? Act { get; set; }

    public MimException? Error { get; set; }

    public IssueResult ToResult() => new(request, tag, Error is null ? Identity : null, Error);
}
