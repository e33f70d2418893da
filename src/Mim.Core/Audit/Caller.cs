namespace Mim.Core.Audit;

/// <summary>Who runs the command, for the audit.</summary>
public static class Caller
{
    /// <summary>A new run of the current account on this machine.</summary>
    public static ActContext Context()
    {
        var domain = Environment.UserDomainName;
        var isLocal = string.Equals(domain, Environment.MachineName, StringComparison.OrdinalIgnoreCase);
        var actor = isLocal || domain.Length == 0 ? Environment.UserName : $"{domain}\\{Environment.UserName}";
        return new ActContext(actor, Environment.MachineName, Guid.NewGuid());
    }
}
