using Mim.Core.Ports;

namespace Mim.Testing.Contracts;

/// <summary>What every list of trusted roots does.</summary>
public abstract class TrustAnchorsContract
{
    protected abstract ITrustAnchors Anchors { get; }

    /// <summary>DER of a root that must be among them; null when nothing is known of them.</summary>
    protected abstract byte[]? Known { get; }

    [Fact]
    public void Roots_are_certificates_each_once()
    {
        var roots = Anchors.Read();
        Assert.All(roots, root => Assert.Equal(0x30, root[0]));
        Assert.Equal(roots.Count, roots.Select(Convert.ToHexString).Distinct().Count());
        if (Known is not null)
        {
            Assert.Contains(Known, roots);
        }
    }

    [Fact]
    public void What_a_caller_does_to_the_list_stays_with_it()
    {
        foreach (var root in Anchors.Read())
        {
            root[0] = 0;
        }

        Assert.All(Anchors.Read(), root => Assert.Equal(0x30, root[0]));
    }
}
