Describe 'Register-MachineOAuthClient' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        $keeper = New-MachineSecret keeper (ConvertTo-TestSecret 'Registration-Token-1')
        $keys = @{ Authentication = 'PrivateKeyJwt'; TokenEndpoint = 'https://idp.corp.test/token'; Administrator = 'keeper' }
        $secrets = @{ TokenEndpoint = 'https://idp.corp.test/token'; RegistrationEndpoint = 'https://idp.corp.test/reg'; Administrator = 'keeper' }
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'makes an identity with the client as its first target' {
        $identity = Register-MachineOAuthClient billing @keys -ClientId b1 -ClientEndpoint https://idp.corp.test/reg/b1 -KeyAlgorithm Ed25519 -Owner ops@corp.test
        $identity.Kind, $identity.Status, $identity.Subject, $identity.KeyAlgorithm | Should -Be 'OAuthClient', 'Active', 'b1', 'Ed25519'
        $identity.HasPrivateKey | Should -BeTrue
        $target = Get-MachineIdentityTarget billing
        $target.Kind, $target.Address, $target.InstalledVersion | Should -Be 'OAuthClient', 'https://idp.corp.test/reg/b1', 0
        $target.Settings.AdministratorId | Should -Be $keeper.Id
    }

    It 'takes names and columns from the pipeline' {
        $row = [pscustomobject]@{ Name = 'csv'; Authentication = 'PrivateKeyJwt'; ClientId = 'c1'; ClientEndpoint = 'https://idp.corp.test/reg/c1'; KeyAlgorithm = ''; Tag = 'a;b' }
        $identity = $row | Register-MachineOAuthClient -TokenEndpoint https://idp.corp.test/token -Administrator keeper -Scope 'read write'
        $identity.KeyAlgorithm | Should -Be 'EcdsaP256'
        $identity.Tags | Should -Be 'a', 'b'
        (Get-MachineIdentityTarget csv).Settings.Scope | Should -Be 'read write'
        ('piped' | Register-MachineOAuthClient @keys -ClientId p1 -ClientEndpoint https://idp.corp.test/reg/p1).Subject | Should -Be 'p1'
    }

    It 'delivers to consumers by a template' {
        Set-Content "$TestDrive/key.template" '{{password}}'
        (Add-MachineIdentityTarget billing "$TestDrive/billing.key" -TemplateFile "$TestDrive/key.template").Kind | Should -Be 'File'
    }

    It 'changes nothing with -WhatIf, and refuses what the real thing would' {
        Assert-ChangesNothing { Register-MachineOAuthClient whatif @secrets -WhatIf }
        Assert-TestError { Register-MachineOAuthClient billing @keys -ClientId x -ClientEndpoint https://idp.corp.test/reg/x -WhatIf } -Id IdentityExists -Category ResourceExists -Target billing
    }

    It 'reports what breaks a rule' {
        Assert-TestError { Register-MachineOAuthClient lost -ClientId a } -Id InvalidArgument -Category InvalidArgument -Target lost
        Assert-TestError { Register-MachineOAuthClient taken @keys -ClientId b1 -ClientEndpoint https://idp.corp.test/reg/b1 } -Id InvalidArgument -Category InvalidArgument -Target https://idp.corp.test/reg/b1
        Assert-TestError { Register-MachineOAuthClient plain @keys -ClientId a -ClientEndpoint http://idp.corp.test/reg/a } -Id InvalidArgument -Category InvalidArgument -Target http://idp.corp.test/reg/a
        Assert-TestError { Register-MachineOAuthClient half @secrets -Credential ([pscredential]::new('a', (ConvertTo-TestSecret x))) } -Id InvalidArgument -Category InvalidArgument -Target half
    }

    It 'reports a server that does not answer' {
        $closed = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
        $closed.Start()
        $port = $closed.LocalEndpoint.Port
        $closed.Stop()
        Assert-TestError { Register-MachineOAuthClient gone "http://127.0.0.1:$port" -Administrator keeper } -Id InstallFailed -Category InvalidOperation -Target 127.0.0.1
    }

    It 'stops' {
        $client = @{ store = $store; how = $keys }
        Assert-Stops 'Register-MachineOAuthClient "stop$([guid]::NewGuid())" @how -ClientId a -ClientEndpoint "https://idp.corp.test/reg/$([guid]::NewGuid())" -Store $store' $client
    }
}
