using Mim.Core;
using Mim.Host.Hosting;

namespace Mim.Host.Tests.Hosting;

public sealed class ExitCodesTests
{
    [Fact]
    public void Every_trouble_with_the_store_means_unusable()
    {
        var ofTheStore = Enum.GetValues<MimErrorCause>().Where(cause => cause.ToString().StartsWith("Store", StringComparison.Ordinal));
        Assert.All(ofTheStore, cause => Assert.Equal(ExitCodes.Unusable, ExitCodes.Of(cause)));
    }

    [Theory]
    [InlineData(MimErrorCause.AuthorityNotFound)]
    [InlineData(MimErrorCause.InstallFailed)]
    public void Trouble_with_the_work_means_failure(MimErrorCause cause) => Assert.Equal(ExitCodes.Failure, ExitCodes.Of(cause));
}
