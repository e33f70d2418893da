using Mim.Core.Delivery;

namespace Mim.Core.Tests.Delivery;

public sealed class ServiceRulesTests
{
    private static readonly ServiceTargetSettings _bundle = new()
    {
        Files = new FileTargetSettings { Path = Path.GetFullPath("trust.pem"), Layout = FileLayout.TrustBundle },
    };

    [Theory]
    [InlineData(TargetKind.Nginx)]
    [InlineData(TargetKind.HAProxy)]
    [InlineData(TargetKind.PostgreSql)]
    public void A_service_reads_whom_it_trusts_from_a_bundle(TargetKind kind) => ServiceRules.Enforce(kind, _bundle);

    [Theory]
    [InlineData(TargetKind.JavaKeystore)]
    [InlineData(TargetKind.Kubernetes)]
    public void One_that_reads_no_PEM_has_none(TargetKind kind) => Refuses(kind, _bundle);

    [Theory]
    [InlineData(FileLayout.PfxTrustBundle)]
    [InlineData(FileLayout.JksTrustBundle)]
    public void Java_reads_it_as_a_truststore_and_services_do_not(FileLayout layout)
    {
        var truststore = _bundle with { Files = _bundle.Files with { Layout = layout } };
        ServiceRules.Enforce(TargetKind.JavaKeystore, truststore);
        ServiceRules.Enforce(TargetKind.Script, truststore with { ReloadCommand = ["Restart-Service tomcat"] });
        Refuses(TargetKind.Nginx, truststore);
        Refuses(TargetKind.Kubernetes, truststore);
    }

    [Fact]
    public void No_listener_shows_it() =>
        Refuses(TargetKind.Nginx, _bundle with { Listeners = [new ServiceListener("127.0.0.1", 443)] });

    [Fact]
    public void A_program_of_ones_own_is_told_by_a_command()
    {
        Refuses(TargetKind.Command, _bundle);
        ServiceRules.Enforce(TargetKind.Command, _bundle with { ReloadCommand = ["update-ca-certificates"] });
    }

    private static void Refuses(TargetKind kind, ServiceTargetSettings settings) =>
        Assert.Equal(MimErrorCause.InvalidArgument, Assert.Throws<MimException>(() => ServiceRules.Enforce(kind, settings)).Cause);
}
