# frozen_string_literal: true

require 'net/http'
require 'openssl'

module RedmineSyncBells
  # One POST, signed as Redmine 7 signs its webhooks: HMAC-SHA256 over the raw body.
  class Post
    OPEN_SECONDS = 5
    ANSWER_SECONDS = 15

    def initialize(target)
      @uri = URI.parse(target.url)
      @secret = target.secret
    end

    # @return [Integer] the status of the answer
    # @raise [StandardError] where there is none
    def call(bell)
      body = bell.to_json(Time.now)
      http = Net::HTTP.new(@uri.host, @uri.port)
      http.use_ssl = @uri.scheme == 'https'
      http.open_timeout = OPEN_SECONDS
      http.read_timeout = http.write_timeout = ANSWER_SECONDS
      http.max_retries = 0
      http.start { http.post(@uri.request_uri, body, headers(body)).code.to_i }
    end

    private

    def headers(body)
      {
        'Content-Type' => 'application/json',
        'User-Agent' => 'Redmine',
        'X-Redmine-Signature-256' => "sha256=#{OpenSSL::HMAC.hexdigest('SHA256', @secret, body)}"
      }
    end
  end
end
