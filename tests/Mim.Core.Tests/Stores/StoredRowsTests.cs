using Mim.Core.Issuing;
using Mim.Core.Stores;

namespace Mim.Core.Tests.Stores;

public sealed class StoredRowsTests
{
    [Fact]
    public void What_should_be_there_and_is_not_is_damage()
    {
        Assert.Equal("row", "row".Required("a row"));
        Assert.Equal(MimErrorCause.StoreDamaged, Assert.Throws<MimException>(() => ((string?)null).Required("a row")).Cause);
        Assert.Contains("a row", Assert.Throws<MimException>(() => ((Guid?)null).Required("a row")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"Names\":")]
    [InlineData("{\"Profile\":\"None such\"}")]
    public void What_cannot_be_read_is_damage(string json) =>
        Assert.Equal(MimErrorCause.StoreDamaged, Assert.Throws<MimException>(() => CertificateTemplate.FromJson(json)).Cause);
}
