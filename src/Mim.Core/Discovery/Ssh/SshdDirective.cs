namespace Mim.Core.Discovery.Ssh;

/// <summary>One line of sshd's configuration.</summary>
/// <param name="Keyword">In lower case.</param>
/// <param name="Arguments">Without quotes.</param>
/// <param name="Conditions">The Match blocks it stands in, its own and those around its file.</param>
internal sealed record SshdDirective(string Keyword, IReadOnlyList<string> Arguments, IReadOnlyList<SshdMatch> Conditions)
{
    /// <summary>As <see cref="SshdMatch.HoldsFor"/>; what stands outside of all blocks always holds.</summary>
    public bool? HoldsFor(SshAccount account)
    {
        bool? holds = true;
        foreach (var condition in Conditions)
        {
            var one = condition.HoldsFor(account);
            if (one == false)
            {
                return false;
            }

            holds = one is null ? null : holds;
        }

        return holds;
    }
}
